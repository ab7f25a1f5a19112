// Objects of our own with methods named like those of calls, and properties of our own on calls and events.
//
//     voxemu run testdata/check/ok/helper-objects.js --do 'wait 2s; hangup'
const fakeCall = {
  answer: () => 'yes',
  hangUp: () => 'bye',
  addEventListener: (event, text) => Logger.write(`${event}: ${text}`),
  transfer() { return this.answer(); },
};
const player = { play: (what) => `playing ${what}`, queue: [], next() { return this.queue.shift(); } };

class Call2 {
  constructor(real) { Object.assign(this, { real, notes: [] }); }
  note(text) { this.notes.push(text); return this; }
  callId() { return this.real.id(); }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  const wrapped = new Call2(call);
  fakeCall.addEventListener('OnHangup', 'no function at all');
  Logger.write([fakeCall.transfer(), fakeCall.hangUp(), player.play('x'), player.next() ?? 'nothing', wrapped.callId().length > 0].join());

  call.notes = [];
  call.state2 = { retries: 0 };
  e.handledBy = 'us';
  call.addEventListener(CallEvents.Connected, (event) => {
    event.seen = true;
    call.notes.push(event.seen && e.handledBy);
    call.state2.retries++;
    wrapped.note(call.toString()).note(call.vad());
    call.say('Hello.');
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(`${call.notes.length} ${call.state2.retries} ${wrapped.notes.length}`);
    VoxEngine.terminate();
  });
  call.answer();
});
