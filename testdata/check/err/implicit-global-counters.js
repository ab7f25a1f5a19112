// Two handlers count with one i: a key that is pressed while the digits are sent ends the loop, or begins it anew.
let pressed = [];

function spell(call, digits) {
  for (i = 0; i < digits.length; i++) call.sendDigits(digits[i]);
}

function remember(tone) {
  pressed.push(tone);
  for (i = 0, last = null; i < pressed.length; i++) last = pressed[i];
  return last;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.handleTones(true);
  call.addEventListener(CallEvents.Connected, () => spell(call, '12345'));
  call.addEventListener(CallEvents.ToneReceived, (e) => Logger.write(remember(e.tone)));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
