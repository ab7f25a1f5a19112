package measurement

import (
	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// field is an option and the parameter of the protocol that it becomes.
type field struct{ option, parameter string }

// pair is one parameter of a hit.
type pair struct{ key, value string }

// client are the options of a session.
var client = [...]field{
	{"clientID", "cid"}, {"userID", "uid"}, {"anonymizeIP", "aip"}, {"IPOverride", "uip"}, {"geographicalOverride", "geoid"},
}

// lasting are the functions whose options go along with all later hits.
var lasting = [...]struct {
	name   string
	fields []field
}{
	{"setTrafficSource", []field{
		{"documentReferrer", "dr"}, {"campaignName", "cn"}, {"campaignSource", "cs"}, {"campaignMedium", "cm"}, {"campaignKeyword", "ck"},
		{"campaignContent", "cc"}, {"campaignID", "ci"}, {"googleAdsID", "gclid"}, {"googleDisplayAdsID", "dclid"},
	}},
	{"setApplicationInfo", []field{{"name", "an"}, {"id", "aid"}, {"version", "av"}, {"installerID", "aiid"}}},
}

// hit is a function that sends a hit.
type hit struct {
	name, kind string
	fields     []field
}

var hits = [...]hit{
	{"sendEvent", "event", []field{{"nonInteractionHit", "ni"}, {"category", "ec"}, {"action", "ea"}, {"label", "el"}, {"value", "ev"}}},
	{"sendException", "exception", []field{{"nonInteractionHit", "ni"}, {"description", "exd"}, {"isFatal", "exf"}}},
	{"sendItem", "item", []field{
		{"nonInteractionHit", "ni"}, {"transactionId", "ti"}, {"name", "in"}, {"price", "ip"}, {"quantity", "iq"}, {"code", "ic"}, {"category", "iv"},
	}},
	{"sendSocial", "social", []field{{"nonInteractionHit", "ni"}, {"network", "sn"}, {"action", "sa"}, {"trigger", "st"}}},
	{"sendTiming", "timing", []field{{"nonInteractionHit", "ni"}, {"category", "utc"}, {"name", "utv"}, {"time", "utt"}, {"label", "utl"}}},
	{"sendTransaction", "transaction", []field{
		{"nonInteractionHit", "ni"}, {"id", "ti"}, {"affiliation", "ta"}, {"revenue", "tr"}, {"shipping", "ts"}, {"tax", "tt"},
	}},
}

// read reads options, in the order of the fields; true and false are 1 and 0.
func read(fields []field, options goja.Value) []pair {
	out := []pair{}
	for _, f := range fields {
		v := session.Prop(options, f.option)
		if !session.Given(v) {
			continue
		}
		text := v.String()
		switch text {
		case "true":
			text = "1"
		case "false":
			text = "0"
		}
		out = append(out, pair{f.parameter, text})
	}
	return out
}
