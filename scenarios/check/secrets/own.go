package secrets

import (
	"strings"

	"voxemu/third_party/gitleaks"
)

// ownRule is a rule of ours.
type ownRule struct {
	gitleaks.Rule
	near string // an expression that has to match close by, or ""
}

// parts are what expressions are made of, by the names that stand for them.
func parts() *strings.Replacer {
	return strings.NewReplacer(
		"{q}", "[\"'`]",
		"{is}", "[\"'`]?\\s{0,5}[:=,]\\s{0,5}[\"'`]", // between a name and a string
		"{end}", "(?:[\"'`\\s;,)&?]|\\\\[nr\"'`]|$)", // behind a key
		"{body}", "[^\"'`]",
		"{uuid}", `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`,
		"{auth}", `(?:(?:token|bearer)\s{1,3})?`, // before a key in a header
		"{name}", `\b(?:token|secret|api_?key|auth_?token|authorization)`,
	)
}

// own returns the rules for what gitleaks lacks: providers of calls, speech, language models and customers' data that scenarios use. What
// keys look like is known from the documentation of each provider.
func own() []ownRule {
	var out []ownRule
	named := parts()
	for _, r := range []struct {
		id, provider, keywords, regex string
		entropy                       float64
		run                           int
		near                          string
	}{
		{"voximplant-service-account", "Voximplant", "-----begin", `(?i)\bprivate_key{is}(-----BEGIN[ A-Z]{0,20}PRIVATE KEY-----{body}{64}{body}*-----END[ A-Z]{0,20}PRIVATE KEY-----(?:\\n|\n)?)`, 0, 0, `(?i)\b(?:key_id|account_email|account_id)\b`},
		{"voximplant-api-key", "Voximplant", "api_key apikey", `(?i)\bapi_?key{q}?\s{0,5}[:=,]\s{0,5}{q}?({uuid}){end}`, 2.5, 36, `(?i)voximplant|\baccount_?(?:id|name|email)`},
		{"aws-secret-access-key", "AWS", "secretaccesskey secret_access_key", `(?i)\b(?:aws_?)?secret_?access_?key{is}([a-z0-9/+]{40}){q}`, 3.5, 0, ``},
		{"azure-speech-key", "Azure", "ocp-apim-subscription-key", `(?i)ocp-apim-subscription-key{is}([a-z0-9]{32}|[a-z0-9]{84}){q}`, 3, 32, ``},
		{"bitrix24-webhook", "Bitrix24", ".bitrix24.", `(?i)https://[\w.-]{1,80}\.bitrix24\.[a-z.]{2,6}/rest/\d{1,9}/([a-z0-9]{16})\b`, 2.5, 16, ``},
		{"cartesia-api-key", "Cartesia", "sk_car_", `\b(sk_car_[A-Za-z0-9]{20,60}){end}`, 3, 20, ``},
		{"dadata-api-key", "DaData", "dadata", `(?i)(?:{name}|\bdadata\w{0,30}){is}{auth}([0-9a-f]{40}){q}`, 3, 40, `(?i)dadata`},
		{"deepgram-api-key", "Deepgram", "deepgram", `(?i)(?:{name}|\bdeepgram\w{0,30}){is}{auth}([0-9a-f]{40}){q}`, 3, 40, `(?i)deepgram`},
		{"deepseek-api-key", "DeepSeek", "deepseek", `\b(sk-[0-9a-f]{32}){end}`, 3, 32, `(?i)deepseek`},
		{"elevenlabs-api-key", "ElevenLabs", "sk_", `\b(sk_[0-9a-f]{48}){end}`, 3, 48, ``},
		{"elevenlabs-old-api-key", "ElevenLabs", "xi-api-key", `(?i)xi-api-key{is}([0-9a-f]{32}){q}`, 3, 32, ``},
		{"google-oauth-client-secret", "Google", "gocspx-", `\b(GOCSPX-[\w-]{28}){end}`, 3, 28, ``},
		{"groq-api-key", "Groq", "gsk_", `\b(gsk_[A-Za-z0-9]{52}){end}`, 3, 52, ``},
		{"hubspot-private-app-token", "HubSpot", "pat-na pat-eu pat-ap", `\b(pat-(?:na|eu|ap)\d-{uuid}){end}`, 3, 36, ``},
		{"openrouter-api-key", "OpenRouter", "sk-or-v1-", `\b(sk-or-v1-[0-9a-f]{64}){end}`, 3, 64, ``},
		{"plivo-auth-token", "Plivo", "plivo", `(?i)(?:{name}|\bplivo\w{0,30}){is}([a-z0-9]{40}){q}`, 3, 40, `(?i)plivo`},
		{"telegram-bot-url", "Telegram", "api.telegram.org", `api\.telegram\.org/(?:file/)?bot(\d{5,16}:A[\w-]{34})`, 3, 34, ``},
		{"telnyx-api-key", "Telnyx", "key0", `\b(KEY0[0-9A-F]{31}_[A-Za-z0-9]{22}){end}`, 3, 54, ``},
		{"twilio-auth-token", "Twilio", "twilio", `(?i)(?:{name}|\btwilio\w{0,30}){is}([0-9a-f]{32}){q}`, 3, 32, `(?i)twilio`},
		{"vonage-api-secret", "Vonage", "vonage nexmo", `(?i)\b(?:vonage|nexmo)_?(?:api_?)?secret{is}([a-z0-9]{16}){q}`, 3, 16, ``},
		{"xai-api-key", "xAI", "xai-", `\b(xai-[A-Za-z0-9]{80}){end}`, 3, 80, ``},
	} {
		rule := gitleaks.Rule{ID: r.id, Provider: r.provider, Keywords: strings.Fields(r.keywords), Regex: named.Replace(r.regex), Entropy: r.entropy, Run: r.run}
		rule.Far = r.near != "" && r.provider != "Voximplant" // its word is only close by
		out = append(out, ownRule{rule, r.near})
	}
	return out
}
