// Several prompts in a row, by a sequence player and by a queue of one's own.
//
//     voxemu run testdata/check/ok/sequence-player.js --do 'wait 20s' --far testdata/check/ok/far.yaml
const greeting = { text: 'Good morning.', parameters: { voice: VoiceList.Amazon.en_US_Joanna } };
const segments = [greeting, { url: 'https://cdn.example.com/jingle.mp3' }];

function speakAll(call, texts, done) {
  const queue = [...texts];
  const next = () => {
    const text = queue.shift();
    if (text === undefined) {
      call.removeEventListener(CallEvents.PlaybackFinished, next);
      done();
    } else {
      call.say(text);
    }
  };
  call.addEventListener(CallEvents.PlaybackFinished, next);
  next();
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const { call } = e;
  call.addEventListener(CallEvents.Connected, () => {
    const player = VoxEngine.createSequencePlayer({ segments });
    player.addMarker(200, greeting);
    player.addEventListener(SequencePlayerEvents.PlaybackMarkerReached, ({ sequencePlayer }) => Logger.write(sequencePlayer.id()));
    player.addEventListener(SequencePlayerEvents.PlaybackFinished, () => {
      speakAll(call, ['One.', 'Two.', 'Three.'], () => call.hangup());
    });
    player.sendMediaTo(call);
  });
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  call.answer();
});
