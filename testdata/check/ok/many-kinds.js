// Variables that hold things of several kinds, one after the other or at once.
//
//     voxemu run testdata/check/ok/many-kinds.js --do 'wait 4s; hangup' --far testdata/check/ok/far.yaml
require(Modules.Conference);
require(Modules.Recorder);

const units = [];
const add = (unit) => units[units.push(unit) - 1];

function label(unit) {
  if (unit.getList) return `conference of ${unit.getList().length}`;
  if (typeof unit.mute === 'function') return 'recorder';
  return unit.number ? `call to ${unit.number()}` : `player ${unit.id()}`;
}

function stop(unit) {
  const how = ['stop', 'hangup'].find((name) => name in unit);
  unit[how]();
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let target = call;
  call.addEventListener(CallEvents.Connected, () => {
    target = add(VoxEngine.createConference());
    VoxEngine.sendMediaBetween(call, target);
    Logger.write(target.getList().length);

    target = call.clientType() === 'sip' ? call : add(VoxEngine.createTTSPlayer('One moment.'));
    if (target !== call) target.sendMediaTo(call);

    target = add(VoxEngine.createRecorder());
    target.mute(false);
    call.sendMediaTo(target);
    Logger.write(units.map(label));
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    units.filter((unit) => !unit.pause).forEach(stop);
    VoxEngine.terminate();
  });
  target.answer();
});
