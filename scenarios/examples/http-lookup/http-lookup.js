// Asks a web service who is calling, and greets by name. The address of the service is a secret of the application:
//
//     voxemu run scenarios/examples/http-lookup --secret CRM_URL=http://127.0.0.1:8080
VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  const url = `${VoxEngine.getSecretValue('CRM_URL')}/customers/${callerid}`;
  const result = await Net.httpRequestAsync(url, {
    headers: { Accept: 'application/json' },
    timeout: 5,
  });

  let greeting = 'Welcome.';
  if (result.code === 200) {
    const customer = JSON.parse(result.text);
    greeting = `Welcome back, ${customer.name}.`;
  } else {
    Logger.write(`lookup failed: ${result.code} ${result.error || ''}`);
  }

  call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
  call.answer();
  call.say(greeting);
});
