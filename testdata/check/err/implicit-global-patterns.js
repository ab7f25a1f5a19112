// Names in patterns and in the heads of loops, and an assignment in strict code.
const options = { voice: 'anna', language: 'en', volume: 3 };

function describe() {
  const parts = [];
  for (key in options) parts.push(key);
  for ([name, value] of Object.entries(options)) parts.push(`${name}=${value}`);
  return parts.join(', ');
}

class Greeter {
  constructor(call) {
    this.call = call;
  }

  greet() {
    ({ voice, language: spoken } = options);
    message = `${voice} speaks ${spoken}`;
    this.call.say(message);
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  Logger.write(describe());
  call.addEventListener(CallEvents.Connected, () => new Greeter(call).greet());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
