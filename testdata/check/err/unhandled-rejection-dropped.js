// Promises that nobody holds on to: a try around them catches nothing, and then alone does not either.
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  try {
    ApplicationStorage.put('last', callerid, 3600);
  } catch (error) {
    Logger.write(error);
  }
  ApplicationStorage.get('greeting').then((entry) => call.say(entry ? entry.value : 'Hello.'));
  ApplicationStorage.remove('old').catch((error) => Logger.write(error));
  Promise.all(['a', 'b'].map((key) => ApplicationStorage.get(key))).then(
    (all) => Logger.write(all.length),
    (error) => Logger.write(error),
  );
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
});
