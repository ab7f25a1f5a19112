// Mail, phone numbers, bytes and the other helpers that need no module.
//
//     voxemu run testdata/check/ok/mail-and-helpers.js --secret SMTP_PASSWORD=p --do 'wait 5s' --far testdata/check/ok/far.yaml
const server = 'mail.example.com';
const options = { login: 'voice', password: VoxEngine.getSecretValue('SMTP_PASSWORD'), port: 587, html: '<b>missed</b>' };

function describe(number) {
  const info = PhoneNumber.getInfo(number.startsWith('+') ? number : `+${number}`);
  return info.error ? `unknown (${info.error})` : `${info.number} in ${info.region}`;
}

function bytes() {
  const hex = bytes2hex(str2bytes('Grüße', 'utf-8'), true);
  return [bytes2str(hex2bytes(hex)), base64_encode('x'), bytes2str(base64_decode('eA==')), levenshtein_distance('anna', 'hannah')];
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  Logger.hideTones(true);
  Logger.write(bytes());
  console.info(describe(callerid), uuidgen().length);
  Net.sendMail(server, 'voice@example.com', ['desk@example.com'], 'A call', describe(callerid), ({ code, error }) => {
    Logger.write(`${code} ${error ?? ''}`);
  }, options);
  Net.sendMailAsync(server, 'voice@example.com', 'desk@example.com', 'The same', 'again', options)
    .then(({ code }) => Logger.write(code), (error) => Logger.write(error))
    .then(() => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
