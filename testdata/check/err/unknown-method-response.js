// What fetch gives, asked of what Net gives.
VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  let response = null;
  try {
    response = await Net.httpRequestAsync('https://crm.example.com/' + callerid);
  } catch (e) {
    Logger.write(e);
  }
  if (response === null || response.status !== 200) {
    call.hangup();
    return;
  }
  const customer = response.json();
  call.say('Hello, ' + customer.name + response.text.length);
});
