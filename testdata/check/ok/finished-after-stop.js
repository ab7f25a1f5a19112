// Prompts that are stopped, where something else goes on or finishes.
//
//     voxemu run testdata/check/ok/finished-after-stop.js --do 'wait-heard /key/; press 1; wait 8s' --far testdata/check/ok/far.yaml
function replace(call, text, then) {
  call.stopPlayback();
  call.addEventListener(CallEvents.PlaybackFinished, then);
  call.say(text);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const music = VoxEngine.createURLPlayer({ url: 'https://cdn.example.com/hold.mp3' }, { loop: true });
  music.addEventListener(PlayerEvents.PlaybackFinished, ({ error }) => Logger.write(error));
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Press any key.');
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    Logger.write(tone);
    call.stopPlayback();
    music.stop();
    call.handleTones(false);
    replace(call, 'Thank you. Goodbye.', () => call.hangup());
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
