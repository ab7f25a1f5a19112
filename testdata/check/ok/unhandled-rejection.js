// Rejections that are handled in less common places: further on, by whoever calls, or together.
//
//     voxemu run testdata/check/ok/unhandled-rejection.js
require(Modules.ApplicationStorage);

const read = async (key) => (await ApplicationStorage.get(key))?.value ?? null;

// Whoever makes a promise hands it on; the caller decides.
function both(a, b) {
  const jobs = [a, b].map((key) => read(key));
  return Promise.all(jobs);
}

class Session {
  constructor(call) {
    this.call = call;
  }

  async load() {
    this.settings = await read('settings');
  }

  async begin() {
    try {
      await this.load();
    } catch (error) {
      Logger.write(error);
    } finally {
      this.call.answer();
    }
  }
}

async function save(key, value) {
  try {
    return await ApplicationStorage.put(key, value, 60);
  } catch (error) {
    if (value === null) throw error;
    return null;
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  // Begun now, awaited later, and quiet in between.
  const early = ApplicationStorage.get(callerid);
  early.catch(() => {});
  call.addEventListener(CallEvents.Connected, async () => {
    const [a, b] = await both('a', 'b').catch(() => [null, null]);
    let last = null;
    try {
      last = await early;
    } catch {
      last = null;
    }
    call.say(`${a ?? ''} ${b ?? ''} ${last?.value ?? 'Hello.'}`);
  });
  await save('last', callerid);
  await new Session(call).begin();
});

VoxEngine.addEventListener(AppEvents.Terminating, async () => {
  await Net.httpRequestAsync('https://log.example.invalid/done');
});
