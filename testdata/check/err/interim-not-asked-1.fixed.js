// A bot that is to fall silent as soon as the caller speaks.
require(Modules.ASR);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR({
    interimResults: true,
    profile: ASRProfileList.Google.en_US,
    singleUtterance: true,
  });
  asr.addEventListener(ASREvents.InterimResult, () => call.stopPlayback());
  asr.addEventListener(ASREvents.Result, ({ text }) => call.say(`You said ${text}.`));
  call.addEventListener(CallEvents.Connected, () => {
    call.say('Say something.');
    call.sendMediaTo(asr);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
