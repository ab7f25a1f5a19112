// Rings several phones; who is first gets the call, the others are hung up. Promises settle the race.
//
//     voxemu run testdata/check/ok/ring-all.js --do 'wait 3s' --far testdata/check/ok/far.yaml
const phones = ['15550200', '15550201', '15550305'];
const legs = [];

const ring = (number, callerid) => new Promise((resolve, reject) => {
  const leg = VoxEngine.callPSTN(number, callerid);
  legs.push(leg);
  leg.addEventListener(CallEvents.Connected, () => resolve(leg));
  leg.addEventListener(CallEvents.Failed, (e) => reject(new Error(`${number}: ${e.code}`)));
});

const patience = (ms) => new Promise((_, reject) => setTimeout(() => reject(new Error('nobody in time')), ms));

async function first(callerid) {
  try {
    return await Promise.race([Promise.any(phones.map((number) => ring(number, callerid))), patience(25000)]);
  } finally {
    Logger.write(`${legs.length} phones rang`);
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const caller = e.call;
  caller.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  caller.startEarlyMedia();
  caller.playProgressTone('US');
  first(e.callerid).then(
    (winner) => {
      legs.filter((leg) => leg !== winner && leg.state() !== 'TERMINATED').forEach((leg) => leg.hangup());
      winner.addEventListener(CallEvents.Disconnected, () => caller.hangup());
      caller.answer();
      VoxEngine.sendMediaBetween(caller, winner);
    },
    (error) => {
      Logger.write(error.errors ? error.errors.join(', ') : error.message);
      caller.hangup();
    },
  );
});
