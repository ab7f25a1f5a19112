// What belongs to one call, kept in globals: the second call of the session writes over it while the first one waits.
let calls = 0;

async function lookUp(number) {
  try {
    const result = await Net.httpRequestAsync(`https://crm.example.invalid/${number}`);
    return result.code === 200 ? result.text : null;
  } catch (error) {
    return null;
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async (e) => {
  calls += 1;
  number = e.callerid;
  if (number.startsWith('+')) {
    number = number.slice(1);
  }
  let name = await lookUp(number);
  if (name) text = `Hello, ${name}`;
  else text = 'Hello';
  e.call.addEventListener(CallEvents.Connected, () => e.call.say(`${text}. You are caller ${calls}`));
  e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  e.call.answer();
});
