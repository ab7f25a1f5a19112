// Lifetimes that are none: -1 is not "for ever", and 0 is over at once.
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.Started, async () => {
  try {
    await ApplicationStorage.put('for-ever', 'a', -1);
    await ApplicationStorage.put('at-once', 'b', 0);
    await ApplicationStorage.put('in-words', 'c', 'never');
    await ApplicationStorage.put('a-second', 'd', 1);
    await ApplicationStorage.put('thirty-days', 'e');
  } catch (error) {
    Logger.write(error);
  }
  VoxEngine.terminate();
});
