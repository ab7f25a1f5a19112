// Functions are called where they should be passed.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => greet(call));
  call.addEventListener(CallEvents.PlaybackFinished, done);
  call.addEventListener(CallEvents.RecordStarted, onRecord(call)); // gives a function
  call.answer();
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); // ends the session right here
});

function greet(call) {
  call.say('Thank you for calling.');
}

function done() {
  Logger.write('said');
}

function onRecord(call) {
  return ({ url }) => Logger.write(`${call.id()} ${url}`);
}
