// Plays music to a caller while the support is being called, and announces the wait twice a minute:
//
//     voxemu run scenarios/examples/hold-music --far scenarios/examples/hold-music/far.yaml \
//         --do 'wait-heard /how can I help/; say "My order is late"; hangup'
const music = 'https://example.com/audio/waiting.mp3';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    const player = VoxEngine.createURLPlayer({ url: music }, { loop: true });
    player.sendMediaTo(call);

    // A call hears one source, the newest: the music has to be sent again after each announcement.
    const reminder = setInterval(() => {
      const voice = VoxEngine.createTTSPlayer('Please hold the line.');
      voice.addEventListener(PlayerEvents.PlaybackFinished, () => player.sendMediaTo(call));
      voice.sendMediaTo(call);
    }, 30000);

    const support = VoxEngine.callPSTN('15550300', call.callerid());
    support.addEventListener(CallEvents.Connected, () => {
      clearInterval(reminder);
      player.stop();
      VoxEngine.sendMediaBetween(call, support);
    });
    support.addEventListener(CallEvents.Failed, ({ code }) => {
      Logger.write(`nobody answers: ${code}`);
      call.hangup();
    });
    support.addEventListener(CallEvents.Disconnected, () => call.hangup());
  });
  call.answer();
});
