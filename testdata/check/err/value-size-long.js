// A page of text as one value. Half of it fits.
require(Modules.ApplicationStorage);

const paragraph = 'we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; ';

VoxEngine.addEventListener(AppEvents.Started, async () => {
  try {
    await ApplicationStorage.put('terms:1', paragraph, 86400);
    await ApplicationStorage.put('terms', paragraph + paragraph, 86400);
  } catch (error) {
    Logger.write(error);
  }
  VoxEngine.terminate();
});
