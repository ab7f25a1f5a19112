// The parameters are a constant, and say no.
require(Modules.ASR);

const options = { profile: ASRProfileList.Yandex.en_US, interimResults: true };

let asr = null;

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  asr = VoxEngine.createASR(options);
  asr.addEventListener(ASREvents.InterimResult, (event) => Logger.write(`... ${event.text}`));
  asr.addEventListener(ASREvents.Result, (event) => Logger.write(event.text));
  e.call.addEventListener(CallEvents.Connected, () => e.call.sendMediaTo(asr));
  e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  e.call.answer();
});
