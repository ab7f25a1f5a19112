// Prompts are kept in the custom data, as JSON: the part that is known has more than 200 bytes already.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  VoxEngine.customData(JSON.stringify({
    callerid,
    greeting: 'Welcome to the clinic. Please listen carefully, as the options of our menu have changed.',
    closing: 'Thank you for calling the clinic. A nurse is going to call you back within the next two hours.',
    language: 'en',
  }));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say(JSON.parse(VoxEngine.customData()).greeting);
});
