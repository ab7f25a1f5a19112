// Promises that are used as promises: kept, compared with each other, given members of our own, and waited for in the end.
//
//     voxemu run testdata/check/ok/promise-not-awaited.js
require(Modules.ApplicationStorage);

const pending = new Map();

function cached(key) {
  let job = pending.get(key);
  if (!job) {
    job = ApplicationStorage.get(key).catch(() => null);
    pending.set(key, job);
  }
  return job;
}

function cancellable(key) {
  const job = ApplicationStorage.get(key).then((entry) => (job.cancelled ? null : entry)).catch(() => null);
  job.cancelled = false;
  job.cancel = () => { job.cancelled = true; };
  return job;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  let ready = null;
  if (callerid) ready = cached(callerid);
  if (ready !== null) Logger.write((await ready)?.value);
  const first = cancellable('greeting');
  const second = cached('greeting');
  Logger.write(first === second);
  if (first.cancelled) first.cancel();
  const entry = (await first) ?? (await second);
  call.answer();
  call.say(entry ? entry.value : 'Hello.');
});
