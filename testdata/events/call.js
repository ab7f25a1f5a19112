// What a call on the line tells: keys, speech, a beep, texts, hold, statistics, its recording, and a network that loses it for a while.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.ToneDetected, () => {});
  call.handleTones(true);
  call.handleMicStatus(true);
  call.answer();
  call.addEventListener(CallEvents.Connected, () => {
    call.record({ stereo: true });
    call.enableBeepDetection();
    call.enableBeepDetection(); // is enabled already: BeepDetectionError
    call.monitorMediaStatistics({ monitor: true, interval: 3 });
    call.say('Hello');
  });
  call.addEventListener(CallEvents.Disconnected, () => setTimeout(VoxEngine.terminate, 1000));
});
