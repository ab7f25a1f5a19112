// The look-up has three outcomes, and one of them is forgotten. The switch may know all numbers there are: a note.
VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid, destination }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  const { code, text } = await Net.httpRequestAsync(`https://crm.example.com/callers/${callerid}`)
    .catch(() => ({ code: 0, text: '' }));
  if (code === 404) {
    call.reject(603);
    return;
  }
  if (code !== 200) {
    Logger.write(`${code}: ${text}`);
    return;
  }
  switch (destination) {
    case '15550100':
      call.answer();
      break;
    case '15550101':
      call.reject(480);
      break;
  }
});
