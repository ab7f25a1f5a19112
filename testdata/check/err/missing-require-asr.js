'use strict';
// Understands one sentence. The recogniser has to be loaded, before the first line that names it.

const profile = ASRProfileList.Google.en_US;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR({ profile, singleUtterance: true });
  asr.addEventListener(ASREvents.Result, ({ text }) => {
    Logger.write(text);
    call.hangup();
  });
  call.addEventListener(CallEvents.Connected, () => call.sendMediaTo(asr));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
