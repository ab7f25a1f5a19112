VoxEngine.addEventListener(AppEvents.Started, async () => {
  const to = VoxEngine.customData() || 'ann@example.com';
  const { code } = await Net.sendMailAsync('mail.example.com', 'pbx@example.com', to, 'Missed call', 'Somebody called');
  Logger.write(String(code));
  VoxEngine.terminate();
});
