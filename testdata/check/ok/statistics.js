// What a bad line looks like, and events that are rare.
//
//     voxemu run testdata/check/ok/statistics.js --do 'wait 2s; loss 30%; wait 8s; hangup'
const bad = { loss: 0.1, jitter: 50 };
let warned = false;

const worst = (samples, key) => samples.reduce((max, s) => Math.max(max, s[key] ?? 0), 0);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.AudioQualityDetected, ({ quality }) => {
    Logger.write(quality === CallAudioQuality.HD ? 'clear' : 'plain');
  });
  call.addEventListener(CallEvents.MediaStatisticsReceived, ({ audio }) => {
    const loss = worst(audio.in, 'packetLoss');
    if (warned || (loss < bad.loss && worst(audio.in, 'jitter') < bad.jitter)) return;
    warned = true;
    call.say('The line is bad.');
  });
  call.addEventListener(CallEvents.RtpStopped, () => Logger.write('silence'));
  call.addEventListener(CallEvents.RtpResumed, () => Logger.write('sound'));
  call.addEventListener(CallEvents.Connected, () => call.monitorMediaStatistics({ monitor: true, interval: 5 }));
  call.addEventListener(CallEvents.Disconnected, () => {
    if (warned) Logger.write('it was bad');
    VoxEngine.terminate();
  });
  call.answer();
});
