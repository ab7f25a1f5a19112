// The loop is known to have fifty rounds. The other tries again three times at most.
require(Modules.ApplicationStorage);

const LINES = 50;

async function busy() {
  const lines = [];
  for (let i = 0; i < LINES; i++) {
    const entry = await ApplicationStorage.get(`line:${i}`);
    if (entry) lines.push(i);
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await ApplicationStorage.put('busy', lines.join(), 60);
      break;
    } catch (error) {
      Logger.write(error);
    }
  }
  return lines;
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  try {
    Logger.write((await busy()).length);
  } catch (error) {
    Logger.write(error);
  }
  VoxEngine.terminate();
});
