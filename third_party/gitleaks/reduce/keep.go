package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Rules with a path are for other files than scripts, and are left out, as are those of these lists.
var (
	// notOfProviders find anything that looks like a secret, or what doesn't occur in scripts.
	notOfProviders = []string{"generic-api-key", "curl-auth-header", "curl-auth-user", "jwt", "jwt-base64"}
	// notSecret find names and public halves of keys.
	notSecret = []string{"-client-id", "-public-key", "-pub-key", "-pub-api-key", "-access-id", "-api-id"}
)

func dropped(id string) bool {
	return slices.Contains(notOfProviders, id) || slices.ContainsFunc(notSecret, func(end string) bool { return strings.HasSuffix(id, end) })
}

// providers are the names that are not just the first word of a rule's id, by what the id begins with.
var providers = []struct{ start, name string }{
	{"1password", "1Password"}, {"age-", "age"}, {"aws-", "AWS"}, {"azure-ad", "Azure AD"}, {"cisco-meraki", "Cisco Meraki"}, {"clickhouse", "ClickHouse"},
	{"defined-networking", "Defined Networking"}, {"digitalocean", "DigitalOcean"}, {"droneci", "Drone CI"}, {"easypost", "EasyPost"},
	{"flyio", "Fly.io"}, {"frameio", "Frame.io"}, {"freshbooks", "FreshBooks"}, {"gcp-", "Google Cloud"}, {"github", "GitHub"}, {"gitlab", "GitLab"},
	{"gocardless", "GoCardless"}, {"hashicorp", "HashiCorp"}, {"hubspot", "HubSpot"}, {"huggingface", "Hugging Face"}, {"intra42", "42"}, {"jfrog", "JFrog"},
	{"kucoin", "KuCoin"}, {"launchdarkly", "LaunchDarkly"}, {"linkedin", "LinkedIn"}, {"maxmind", "MaxMind"}, {"messagebird", "MessageBird"},
	{"microsoft-teams", "Microsoft Teams"}, {"new-relic", "New Relic"}, {"npm", "npm"}, {"nytimes", "The New York Times"}, {"octopus-deploy", "Octopus Deploy"},
	{"openai", "OpenAI"}, {"openshift", "OpenShift"}, {"planetscale", "PlanetScale"}, {"private-key", ""}, {"privateai", "Private AI"}, {"pypi", "PyPI"},
	{"rapidapi", "RapidAPI"}, {"readme", "ReadMe"}, {"rubygems", "RubyGems"}, {"sendgrid", "SendGrid"}, {"settlemint", "SettleMint"}, {"sonar", "SonarQube"},
	{"sumologic", "Sumo Logic"}, {"travisci", "Travis CI"},
}

// provider is who issues what a rule finds.
func provider(id string) string {
	for _, p := range providers {
		if strings.HasPrefix(id, p.start) {
			return p.name
		}
	}
	name, _, _ := strings.Cut(id, "-")
	return strings.ToUpper(name[:1]) + name[1:]
}

// plainKey is an expression that stands for one key only.
var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]{30,}$`)

// appendAllow adds what is allowed, but for paths. Keys of examples become hashes, so that no key stands here.
func appendAllow(to []allow, from allowlist) ([]allow, error) {
	if from.Condition != "" && from.Condition != "OR" {
		return nil, fmt.Errorf("the condition %s of an allowlist is not known", from.Condition)
	}
	out := allow{Target: from.RegexTarget}
	for _, r := range from.Regexes {
		switch _, err := regexp.Compile(r); {
		case err != nil:
			return nil, err
		case plainKey.MatchString(r) && from.RegexTarget == "":
			sum := sha256.Sum256([]byte(r))
			out.Known = append(out.Known, hex.EncodeToString(sum[:16]))
		default:
			out.Regexes = append(out.Regexes, r)
		}
	}
	for _, w := range from.StopWords {
		out.Words = append(out.Words, strings.ToLower(w))
	}
	if len(out.Regexes)+len(out.Words)+len(out.Known) == 0 {
		return to, nil
	}
	return append(to, out), nil
}
