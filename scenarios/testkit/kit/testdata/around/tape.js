VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => { call.record(); call.startPlayback('https://cdn.example.com/hello.mp3'); });
  call.addEventListener(CallEvents.PlaybackFinished, (e) => { if (e.error) Logger.write(e.error); call.say('Leave a message'); });
  call.addEventListener(CallEvents.RecordStopped, async ({ url }) => {
    const { code } = await Net.httpRequestAsync(url);
    Logger.write(`recording ${code}`);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Disconnected, () => {});
});
