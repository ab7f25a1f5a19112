// Finds out who has answered, by events of a detector that is given to the call.
//
//     voxemu run testdata/check/ok/voicemail-amd.js --start --custom-data 15550302 --far testdata/check/ok/far.yaml
//     voxemu run testdata/check/ok/voicemail-amd.js --start --custom-data 15550303 --far testdata/check/ok/far.yaml
const text = 'Your appointment is tomorrow. Press 1 to confirm.';

VoxEngine.addEventListener(AppEvents.Started, () => {
  const amd = AMD.create({ model: AMD.Model.US, timeout: 6000 });
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100', { amd });
  const talk = () => {
    call.handleTones(true);
    call.say(text);
    setTimeout(() => call.hangup(), 30000);
  };

  amd.addEventListener(AMD.Events.DetectionComplete, ({ resultClass, resultSubtype, confidence }) => {
    Logger.write(`${resultClass} ${resultSubtype ?? ''} ${confidence ?? ''}`);
    switch (resultClass) {
      case AMD.ResultClass.VOICEMAIL:
        call.enableBeepDetection({ timeout: 10000 });
        break;
      case AMD.ResultClass.CALL_ENDED:
        break;
      default:
        talk();
    }
  });
  amd.addEventListener(AMD.Events.DetectionError, ({ message }) => {
    Logger.write(message);
    talk();
  });
  call.addEventListener(CallEvents.BeepDetectionComplete, ({ timeout, frequencies }) => {
    Logger.write(timeout ? 'no beep' : `beep at ${frequencies}`);
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say(text);
  });
  call.addEventListener(CallEvents.BeepDetectionError, () => call.hangup());
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone === '1') call.hangup();
  });
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
