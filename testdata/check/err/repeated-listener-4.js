// Once a minute, and by requests from outside. How many of those come isn't known: that is a note.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    setInterval(() => {
      call.say('Please hold the line.');
      call.addEventListener(CallEvents.PlaybackFinished, () => Logger.write('said'));
    }, 60000);
  });
  VoxEngine.addEventListener(AppEvents.HttpRequest, ({ content }) => {
    call.say(content);
    call.addEventListener(CallEvents.PlaybackStarted, () => Logger.write('saying'));
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
