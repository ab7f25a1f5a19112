// Players with markers, pauses and errors; events of a player come on the player, those of say on the call.
//
//     voxemu run testdata/check/ok/players.js --do 'wait 12s' --far testdata/check/ok/far.yaml
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const intro = VoxEngine.createURLPlayer('https://cdn.example.com/intro.mp3', { onPause: true });
  const tone = VoxEngine.createToneScriptPlayer('440@-19,480@-19;*(2/4/1+2)', { loop: true });
  let speech;

  call.startEarlyMedia();
  tone.sendMediaTo(call);

  intro.addMarker(-500);
  intro.addEventListener(PlayerEvents.PlaybackReady, () => call.answer());
  intro.addEventListener(PlayerEvents.PlaybackMarkerReached, ({ offset }) => {
    Logger.write(`at ${offset}`);
    speech = VoxEngine.createTTSPlayer('And now the news.', {
      voice: VoiceList.Amazon.en_US_Joanna,
      ttsOptions: { rate: 'slow', volume: 'loud' },
      onPause: true,
    });
    speech.addEventListener(PlayerEvents.PlaybackFinished, ({ error }) => {
      Logger.write(error ?? 'spoken');
      call.hangup();
    });
  });
  intro.addEventListener(PlayerEvents.PlaybackFinished, ({ error }) => {
    if (error || !speech) {
      call.hangup();
      return;
    }
    speech.sendMediaTo(call);
    speech.resume();
  });
  intro.addEventListener(PlayerEvents.Error, ({ error }) => Logger.write(error));
  tone.addEventListener(PlayerEvents.Stopped, () => Logger.write('the tone is over'));

  call.addEventListener(CallEvents.Connected, () => {
    tone.stop();
    intro.sendMediaTo(call);
    intro.resume();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
