// The result of get is a promise: it has no value, and is never null. In the second listener it is awaited.
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  try {
    const stored = ApplicationStorage.get(callerid);
    if (stored !== null) Logger.write(stored.value);
    if (ApplicationStorage.get('closed')) call.reject(480);
  } catch (error) {
    Logger.write(error);
  }
  call.addEventListener(CallEvents.Connected, async () => {
    try {
      const greeting = (await ApplicationStorage.get('greeting'))?.value;
      call.say(greeting ?? 'Hello.');
    } catch (error) {
      call.hangup();
    }
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
});
