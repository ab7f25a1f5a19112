// Methods that the scenario gives to objects, asks for, or has on objects of its own.
//
//     voxemu run testdata/check/ok/unknown-method.js
class Visit {
  constructor(call) {
    this.call = call;
    this.started = Date.now();
  }
  transfer(number) {
    return `${this.call.id()} to ${number}`;
  }
  get duration() {
    return Date.now() - this.started;
  }
}

Object.assign(Call.prototype, {});

function extend(call) {
  call.greet = () => call.say('Hello');
  call.tags = [];
  return call;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = extend(e.call);
  const visit = new Visit(call);
  call.tags.push('new');
  call.addEventListener(CallEvents.Connected, () => call.greet());
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    Logger.write(visit.transfer('100') + visit.duration + call.tags + call.toString() + call.hasOwnProperty('tags'));
    if (call.mute) call.mute();
    if (typeof call.tune === 'function') call.tune();
    if ('park' in call) call.park();
    call.highlight?.();
    try {
      call.freeze();
    } catch (e) {
      call.hangup();
    }
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
