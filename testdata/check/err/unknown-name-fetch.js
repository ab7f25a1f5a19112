// A lookup as browsers do it, and a secret as Node has it.
VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  const response = await fetch('https://crm.example.com/customers/' + callerid, {
    headers: { Authorization: 'Bearer ' + process.env.TOKEN },
  });
  const text = new TextEncoder().encode(await response.text());
  Logger.write('customer: ' + text);
});
