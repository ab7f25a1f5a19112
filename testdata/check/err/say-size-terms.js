// The terms are read in one go; the greeting before them is short.
const greeting = 'Before we begin, please listen to our terms.';
const terms = 'we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; ';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let said = 0;
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    said += 1;
    if (said === 1) call.say(`${greeting} ${terms}`);
    else call.hangup();
  });
  call.answer();
  call.say(greeting);
});
