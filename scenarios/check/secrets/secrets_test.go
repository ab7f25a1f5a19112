package secrets_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/secrets"
)

// The alphabets of keys.
const (
	hexits = "0123456789abcdef"
	lower  = "abcdefghijklmnopqrstuvwxyz0123456789"
	base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + lower
	base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
)

// random returns characters that look random and are the same each time. No key stands in this file: they are made here.
func random(n int, alphabet string) string {
	out := make([]byte, n)
	state := uint32(n)*2654435761 + uint32(len(alphabet))
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = alphabet[int(state>>8)%len(alphabet)]
	}
	return string(out)
}

func uuid() string {
	return strings.Join([]string{random(8, hexits), random(4, hexits), random(4, hexits), random(4, hexits), random(12, hexits)}, "-")
}

func pem(lineEnd string) string {
	var b strings.Builder
	b.WriteString("-----BEGIN " + "PRIVATE KEY-----" + lineEnd)
	for i := range 26 {
		b.WriteString(random(64-i%2, base62+"+/") + lineEnd)
	}
	return b.String() + "-----END " + "PRIVATE KEY-----" + lineEnd
}

func TestKeysOfProvidersAreFound(t *testing.T) {
	for _, c := range []struct{ rule, provider, before, key, after string }{
		{"voximplant-service-account", "Voximplant", `const a = {"account_email":"a@b.example","account_id":1,"key_id":"` + uuid() + `","private_key":"`, pem(`\n`), `"};`},
		{"voximplant-api-key", "Voximplant", `Net.httpRequestAsync("https://api.voximplant.com/platform_api/StartScenarios/?account_id=1&api_key=`, uuid(), `&rule_id=2")`},
		{"voximplant-api-key", "Voximplant", `const auth = { account_id: 1, api_key: '`, uuid(), `' };`},
		{"private-key", "", "const key = `", strings.TrimSuffix(pem("\n"), "\n"), "\n`;"},
		{"openai-api-key", "OpenAI", `const k = "`, "sk-" + random(20, base62) + "T3Blbk" + "FJ" + random(20, base62), `";`},
		{"openai-api-key", "OpenAI", `headers: ["Authorization: Bearer `, "sk-proj-" + random(74, base62) + "T3Blbk" + "FJ" + random(74, base62), `"]`},
		{"anthropic-api-key", "Anthropic", `apiKey: '`, "sk-ant-" + "api03-" + random(93, base62) + "AA", `'`},
		{"aws-access-token", "AWS", `accessKeyId: "`, "AKIA" + random(16, base32), `"`},
		{"aws-secret-access-key", "AWS", `secretAccessKey: "`, random(40, base62), `"`},
		{"azure-speech-key", "Azure", `"Ocp-Apim-Subscription-Key": "`, random(32, hexits), `"`},
		{"azure-ad-client-secret", "Azure AD", `clientSecret = "`, random(3, base62) + "8Q~" + random(34, base62), `"`},
		{"gcp-api-key", "Google Cloud", `key='`, "AIza" + random(35, base62), `'`},
		{"google-oauth-client-secret", "Google", `"client_secret":"`, "GOCSPX-" + random(28, base62), `"`},
		{"telegram-bot-api-token", "Telegram", `const TELEGRAM_TOKEN = "`, "523456719:A" + random(34, base62), `";`},
		{"telegram-bot-url", "Telegram", "Net.httpRequest(`https://api.telegram.org/bot", "987654321:A" + random(34, base62), "/sendMessage`)"},
		{"slack-bot-token", "Slack", `token: "`, "xoxb-" + random(11, "0123456789") + "-" + random(12, "9876543210") + random(24, base62), `"`},
		{"slack-webhook-url", "Slack", `"`, "https://hooks.slack" + ".com/services/" + random(45, base62), `"`},
		{"stripe-access-token", "Stripe", `stripe("`, "sk_" + "live_" + random(24, base62), `")`},
		{"twilio-api-key", "Twilio", `sid = "`, "SK" + random(32, hexits), `"`},
		{"twilio-auth-token", "Twilio", `const twilioAuthToken = "`, random(32, hexits), `";`},
		{"sendgrid-api-token", "SendGrid", `"Bearer `, "SG." + random(66, lower), `"`},
		{"github-pat", "GitHub", `"`, "ghp_" + random(36, base62), `"`},
		{"hubspot-api-key", "HubSpot", `hubspot_key = "`, uuid(), `"`},
		{"hubspot-private-app-token", "HubSpot", `"Authorization": "Bearer `, "pat-eu1-" + uuid(), `"`},
		{"yandex-api-key", "Yandex", `const yandexKey = "`, "AQVN" + random(36, base62), `"`},
		{"elevenlabs-api-key", "ElevenLabs", `apiKey: "`, "sk_" + random(48, hexits), `"`},
		{"elevenlabs-old-api-key", "ElevenLabs", `"xi-api-key": "`, random(32, hexits), `"`},
		{"deepgram-api-key", "Deepgram", `url: "wss://api.deepgram.com", headers: [{name: "Authorization", value: "x"}], Authorization: "Token `, random(40, hexits), `"`},
		{"dadata-api-key", "DaData", `"https://suggestions.dadata.ru", {"Authorization": "Token `, random(40, hexits), `"}`},
		{"deepseek-api-key", "DeepSeek", `deepseek({ apiKey: "`, "sk-" + random(32, hexits), `"`},
		{"groq-api-key", "Groq", `"`, "gsk_" + random(52, base62), `"`},
		{"cartesia-api-key", "Cartesia", `"`, "sk_car_" + random(22, base62), `"`},
		{"openrouter-api-key", "OpenRouter", `"`, "sk-or-v1-" + random(64, hexits), `"`},
		{"xai-api-key", "xAI", `"`, "xai-" + random(80, base62), `"`},
		{"bitrix24-webhook", "Bitrix24", `"https://acme.bitrix24.ru/rest/1/`, random(16, lower), `/crm.lead.add.json"`},
		{"plivo-auth-token", "Plivo", `plivo.auth_token = "`, random(40, lower), `"`},
		{"telnyx-api-key", "Telnyx", `"`, "KEY0" + random(31, "0123456789ABCDEF") + "_" + random(22, base62), `"`},
		{"vonage-api-secret", "Vonage", `vonage_api_secret: "`, random(16, lower), `"`},
	} {
		got := secrets.Find("// ж\n" + c.before + c.key + c.after + "\n")
		start := len("// ж\n" + c.before)
		want := []secrets.Secret{{Start: start, End: start + len(c.key), Provider: c.provider, Rule: c.rule, Masked: c.key[:4] + "…"}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", c.rule, c.before, diff)
		}
	}
}

func TestWhatIsNoSecret(t *testing.T) {
	pemGap := "-----BEGIN " + "PRIVATE KEY-----\\n...\\n-----END " + "PRIVATE KEY-----"
	for name, text := range map[string]string{
		"placeholder":            `const OPENAI_API_KEY = "YOUR_API_KEY"; const twilioToken = 'YOUR_TWILIO_AUTH_TOKEN_HERE_32_CHR';`,
		"x":                      `const twilioAuthToken = "` + strings.Repeat("x", 32) + `"; apiKey: 'sk-` + strings.Repeat("x", 48) + `'`,
		"angle brackets":         `Authorization: "Bearer <token>", "xi-api-key": "<ELEVENLABS_KEY>"`,
		"ellipsis":               `apiKey: 'sk-...', slack: "xoxb-...", stripe: "sk_` + `live_..."`,
		"environment":            `const token = process.env.TELEGRAM_TOKEN; const deepgramKey = process.env.DEEPGRAM_API_KEY;`,
		"secret of the platform": `const twilioToken = VoxEngine.getSecretValue('TWILIO_AUTH_TOKEN_OF_MY_ACCOUNT');`,
		"template":               "`https://api.telegram.org/bot${token}/sendMessage`",
		"example of the vendor":  `accessKeyId: "AKIA` + `IOSFODNN7EXAMPLE"`,
		"ascending digits":       `account_id: 1, api_key: "12345678-1234-1234-1234-123456789012"`,
		"zeros":                  `{account_id: 1, api_key: "00000000-0000-0000-0000-000000000000"}`,
		"low entropy":            `"xi-api-key": "` + strings.Repeat("ab", 16) + `"`,
		"name in code":           `airtableKey = airtableKeyString; mattermostToken = getMattermostTokenFromVox;`,
		"private key, left out":  `{"account_id": 1, "key_id": "k", "private_key": "` + pemGap + `"}`,
		"two private keys, too":  `const a = "` + pemGap + `"; const b = "` + pemGap + `";`,
		"uuid of something":      `const callId = "` + uuid() + `"; const apiKeyName = "x";`,
		"hash of something":      `const sha = "` + random(40, hexits) + `"; const md5 = "` + random(32, hexits) + `";`,
		"hash far from a word":   `// deepgram` + strings.Repeat(" ", 1000) + `token: "` + random(40, hexits) + `"`,
		"part of a longer word":  `x = "task_` + random(48, hexits) + `"`,
		"row of dashes":          "// twilio\n//" + strings.Repeat("-", 60) + "\n//" + strings.Repeat("=", 60),
		"nothing":                "",
	} {
		if got := secrets.Find(text); got != nil {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestSecretsAreInOrderAndDontOverlap(t *testing.T) {
	slack := "xoxb-" + random(11, "0123456789") + "-" + random(12, "9876543210") + random(24, base62)
	aws := "AKIA" + random(16, base32)
	text := fmt.Sprintf("const a = %q;\nconst b = %q;\nconst c = %q;\nconst private_key = %q, key_id = 1;", slack, aws, slack, pem("\n"))
	var got []string
	end := 0
	for _, s := range secrets.Find(text) {
		got = append(got, s.Rule)
		if s.Start < end {
			t.Errorf("%+v overlaps the one before", s)
		}
		end = s.End
	}
	want := []string{"slack-bot-token", "aws-access-token", "slack-bot-token", "voximplant-service-account"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A key that is cut by the part of the text that is looked at first is found whole.
func TestLongSecretIsFoundWhole(t *testing.T) {
	key := "-----BEGIN " + "PRIVATE KEY-----\n" + strings.Repeat(random(63, base62)+"\n", 300) + "-----END " + "PRIVATE KEY-----"
	webhook := "slack('xapp-1-" + random(11, base62) + "-" + random(13, "0123456789") + "-" + strings.Repeat(random(64, lower), 200) + "')"
	text := strings.Repeat(" ", 20_000) + key + strings.Repeat(" ", 20_000) + webhook + strings.Repeat(" ", 20_000)
	got := secrets.Find(text)
	if len(got) != 1 || got[0].Rule != "slack-app-token" {
		t.Fatalf("got %+v", got) // a private key of 19 KB is none
	}
	if text[got[0].End:][:2] != "')" {
		t.Errorf("the end of the key is cut off, at %d", got[0].End)
	}
}

// The scenarios of this project have no keys.
func TestExamplesHaveNone(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.js")
	more, err2 := filepath.Glob("../../examples/*/*/*.js")
	if files = append(files, more...); err != nil || err2 != nil || len(files) < 20 {
		t.Fatalf("%d files, %v, %v", len(files), err, err2)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := secrets.Find(string(text)); got != nil {
			t.Errorf("%s: %+v", file, got)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add(`twilio "` + random(32, hexits) + `" -----BEGIN`)
	f.Add("AKIA" + random(16, base32) + "\xff")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range secrets.Find(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) || s.Rule == "" {
				t.Fatalf("%+v of %d bytes", s, len(text))
			}
			if secret := text[s.Start:s.End]; utf8.RuneCountInString(secret) > 4 && strings.Contains(s.Masked, secret) {
				t.Fatalf("%s shows the secret", s.Rule)
			}
			end = s.End
		}
	})
}

// 2 MB of scenarios without secrets, with the words of many rules.
func BenchmarkFind(b *testing.B) {
	scenario, err := os.ReadFile("testdata/scenario.js")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(string(scenario), 2<<20/len(scenario)+1)
	if got := secrets.Find(text); got != nil {
		b.Fatal(got)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		secrets.Find(text)
	}
}
