// Nothing, a text, an object, a promise: none of them is a function.
async function load(call) {
  try {
    const { text } = await Net.httpRequestAsync('https://crm.example.com/greeting');
    call.say(text);
  } catch (e) {
    call.say('Hello.');
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, load(call));
  call.addEventListener(CallEvents.PlaybackFinished, 'hangup');
  call.addEventListener(CallEvents.ToneReceived, { onTone: ({ tone }) => Logger.write(tone) });
  call.addEventListener(CallEvents.MessageReceived);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.handleTones(true);
  call.answer();
});
