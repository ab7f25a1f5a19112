// Waits until another session has written something, with a request in each round.
require(Modules.ApplicationStorage);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function answerOf(id) {
  let entry = null;
  while (entry === null) {
    entry = await ApplicationStorage.get(`answer:${id}`).catch(() => null);
    await pause(1000);
  }
  return entry.value;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, async () => {
    call.say(await answerOf(callerid));
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
});
