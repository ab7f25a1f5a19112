// The key of the account in the address of a request to its management API.
const rule = 4711;
const campaign = 'd9b2d63d-a233-4123-847a-e0d8b1a5c1f4';

async function startAnother(data) {
  try {
    const result = await Net.httpRequestAsync(
      'https://api.voximplant.com/platform_api/StartScenarios/?account_id=815&api_key=8c41f0a7-5b2e-4d96-9f03-1e7a6cb8d254',
      { method: 'POST', params: { rule_id: rule, script_custom_data: JSON.stringify({ campaign, data }) } },
    );
    Logger.write(result.code);
  } catch (error) {
    Logger.write(error);
  }
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  await startAnother('next');
  VoxEngine.terminate();
});
