// Plays several prompts as one: a file, a number and another voice, without gaps in between.
//
//     voxemu run scenarios/examples/prompt-chain
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    const player = VoxEngine.createSequencePlayer({
      segments: [
        { url: 'https://cdn.example.com/jingle.mp3' },
        { text: 'Your balance is 25 dollars.', parameters: { language: VoiceList.Amazon.en_US_Joanna } },
        { text: 'Goodbye.', parameters: { language: VoiceList.Amazon.en_US_Matthew } },
      ],
    });
    player.addEventListener(SequencePlayerEvents.PlaybackFinished, () => call.hangup());
    player.sendMediaTo(call);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
