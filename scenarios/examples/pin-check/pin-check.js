// Lets in who knows the PIN: four digits, three attempts, six seconds for each. The PIN is a secret of the application.
//
//     voxemu run scenarios/examples/pin-check --secret PIN=4711 --do 'wait-heard /your PIN/; press 1234; wait-heard /wrong/; press 4711'
//     voxemu run scenarios/examples/pin-check --secret PIN=4711 --do 'wait-heard /your PIN/; press 47'
const voice = VoiceList.Amazon.en_US_Joanna;
const pin = VoxEngine.getSecretValue('PIN');
const attempts = 3;
const patience = 6000; // ms

// digits resolves with so many digits, or with fewer when nobody presses any more.
function digits(call, count) {
  return new Promise((resolve) => {
    let pressed = '';
    let timer = setTimeout(done, patience);
    function done() {
      clearTimeout(timer);
      call.removeEventListener(CallEvents.ToneReceived, onTone);
      resolve(pressed);
    }
    function onTone({ tone }) {
      pressed += tone;
      clearTimeout(timer);
      timer = setTimeout(done, patience);
      if (pressed.length === count) done();
    }
    call.addEventListener(CallEvents.ToneReceived, onTone);
  });
}

function say(call, text) {
  return new Promise((resolve) => {
    call.addEventListener(CallEvents.PlaybackFinished, function finished() {
      call.removeEventListener(CallEvents.PlaybackFinished, finished);
      resolve();
    });
    call.say(text, { voice });
  });
}

async function check(call) {
  let prompt = 'Please enter your PIN.';
  for (let i = 0; i < attempts; i++) {
    await say(call, prompt);
    if ((await digits(call, pin.length)) === pin) {
      await say(call, 'Welcome.');
      return;
    }
    prompt = 'That was wrong. Please try again.';
  }
  await say(call, 'Goodbye.');
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, async () => {
    call.handleTones(true);
    await check(call);
    call.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
