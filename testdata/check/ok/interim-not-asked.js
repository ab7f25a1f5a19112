// Interim results are asked for: by parameters that are put together, or that come from elsewhere. The old form is left alone.
//
//     voxemu run testdata/check/ok/interim-not-asked.js --do 'wait 1s; say hello; wait 2s; hangup' --far testdata/check/ok/far.yaml
require(Modules.ASR);

function recogniser(parameters) {
  const asr = VoxEngine.createASR(parameters);
  asr.addEventListener(ASREvents.InterimResult, ({ text }) => Logger.write(`... ${text}`));
  return asr;
}

const language = { profile: ASRProfileList.Google.en_US };
const options = Object.assign({ interimResults: true }, language);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = recogniser(options);
  const old = VoxEngine.createASR(ASRLanguage.ENGLISH_US);
  old.addEventListener(ASREvents.InterimResult, ({ text }) => Logger.write(text));
  asr.addEventListener(ASREvents.Result, ({ text }) => Logger.write(text));
  call.addEventListener(CallEvents.Connected, () => call.sendMediaTo(asr));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
