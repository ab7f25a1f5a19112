// Records the call in several ways, says so, and keeps the address.
//
//     voxemu run testdata/check/ok/recording.js --do 'wait 6s; hangup'
require(Modules.Recorder);
require(Modules.ApplicationStorage);

const recordings = [];

function keep(id, url) {
  recordings.push(url);
  return ApplicationStorage.put(`rec:${id}`, url, 30 * 86400).catch((error) => Logger.write(`not kept: ${error}`));
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const recorder = VoxEngine.createRecorder({ name: 'whole', expire: RecordExpireTime.SIXMONTHS });
  recorder.addEventListener(RecorderEvents.Started, ({ url }) => keep('whole', url));
  recorder.addEventListener(RecorderEvents.RecorderError, ({ error }) => Logger.write(error));
  recorder.addEventListener(RecorderEvents.Stopped, ({ cost, duration }) => Logger.write(`${cost}, ${duration} s`));

  call.addEventListener(CallEvents.RecordStarted, async ({ url }) => {
    await keep(call.id(), url);
    call.say('This call is recorded.');
  });
  call.addEventListener(CallEvents.RecordError, ({ error }) => Logger.write(error));
  call.addEventListener(CallEvents.RecordStopped, ({ url, duration, cost }) => {
    Logger.write(`${url}: ${duration} s for ${cost}`);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Connected, () => {
    call.record({
      stereo: true,
      hd_audio: true,
      transcribe: true,
      language: ASRLanguageName(),
      format: 'json',
      labels: ['support'],
    });
    call.sendMediaTo(recorder);
    setTimeout(() => recorder.mute(true), 2000);
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    recorder.stop();
    Logger.write(recordings.join(' '));
    // RecordStopped comes later; should it not, the session ends anyway.
    setTimeout(VoxEngine.terminate, 5000);
  });
  call.answer();
});

function ASRLanguageName() {
  require(Modules.ASR);
  return ASRLanguage.ENGLISH_US;
}
