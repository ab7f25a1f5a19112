// Counts the calls to this application and tells each caller how many there were before. Run it more than once:
//
//     voxemu run scenarios/examples/call-counter
//     voxemu run scenarios/examples/call-counter
require(Modules.ApplicationStorage);

const KEY = 'totalCalls';

// The count so far. Whoever calls first finds nothing stored and starts it at 0.
async function readCount() {
  const stored = await ApplicationStorage.get(KEY);
  if (stored !== null) return Number(stored.value);
  const created = await ApplicationStorage.put(KEY, 0);
  return Number(created.value);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  let count = -1;
  try {
    count = await readCount();
    await ApplicationStorage.put(KEY, count + 1);
  } catch (error) {
    Logger.write(`the counter is out of order: ${error}`);
  }

  call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
  call.answer();
  call.say(`Hello. You call ${count} times`, { voice: VoiceList.Amazon.en_US_Joanna });
});
