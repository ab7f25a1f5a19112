// Calls with a reminder. A human is asked to press 1; a voicemail gets the message after its beep:
//
//     voxemu run scenarios/examples/voicemail-drop --start --custom-data 15550101 --far scenarios/examples/voicemail-drop/far.yaml
//     voxemu run scenarios/examples/voicemail-drop --start --custom-data 15550102 --far scenarios/examples/voicemail-drop/far.yaml
//     voxemu run scenarios/examples/voicemail-drop --start --custom-data 15550103 --far scenarios/examples/voicemail-drop/far.yaml
const message = 'This is the clinic. Your appointment is tomorrow at nine.';

VoxEngine.addEventListener(AppEvents.Started, () => {
  const amd = AMD.create({ model: AMD.Model.US, timeout: 5000 });
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100', { amd });
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);

  amd.addEventListener(AMD.Events.DetectionError, ({ message }) => {
    Logger.write(`no detection: ${message}`);
    talk(call);
  });
  amd.addEventListener(AMD.Events.DetectionComplete, ({ resultClass, confidence }) => {
    Logger.write(`${resultClass} ${confidence ?? ''}`);
    if (resultClass === AMD.ResultClass.VOICEMAIL) {
      leaveMessage(call);
    } else if (resultClass !== AMD.ResultClass.CALL_ENDED) {
      talk(call);
    }
  });
});

function leaveMessage(call) {
  call.addEventListener(CallEvents.BeepDetectionComplete, ({ timeout }) => {
    Logger.write(timeout ? 'no beep' : 'beep');
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say(message);
  });
  call.enableBeepDetection({ timeout: 15000 });
}

function talk(call) {
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    Logger.write(tone === '1' ? 'confirmed' : `pressed ${tone}`);
    call.hangup();
  });
  call.handleTones(true);
  call.say(`${message} Press 1 to confirm.`);
}
