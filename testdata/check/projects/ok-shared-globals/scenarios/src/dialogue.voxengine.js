function ask(call, text) {
  return new Promise((resolve) => {
    call.addEventListener(CallEvents.ToneReceived, function once({ tone }) {
      call.removeEventListener(CallEvents.ToneReceived, once);
      resolve(tone);
    });
    call.handleTones(true);
    call.say(text, { voice: VOICE });
  });
}

function bye(call) {
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.say('Goodbye.', { voice: VOICE });
}
