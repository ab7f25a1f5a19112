// Package gitleaks has the rules of gitleaks that find keys of known providers in source text. The script build makes the data.
package gitleaks

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed data/rules.json
var data []byte

// Rules is a set of rules.
type Rules struct {
	// Rules are in the order of their ids.
	Rules []Rule `json:"rules"`
	// Allow holds for all rules.
	Allow []Allow `json:"allow"`
}

// Rule says what a key looks like.
type Rule struct {
	ID string `json:"id"`
	// Provider is who issues such keys; empty for private keys as such.
	Provider string `json:"provider,omitempty"`
	// Description is a sentence on what was found.
	Description string `json:"description"`
	// Regex is a regular expression of Go.
	Regex string `json:"regex"`
	// Group is the group of Regex that is the secret; 0 for the first one that isn't empty, or else the whole match.
	Group int `json:"group,omitempty"`
	// Entropy is what the secret has to exceed, in bits for each byte; 0 for no bound.
	Entropy float64 `json:"entropy,omitempty"`
	// Keywords are in lower case. A text without any of them, in upper or lower case, has no match.
	Keywords []string `json:"keywords"`
	// Exact are the keywords as a match has one of them; without any, in upper or lower case.
	Exact []string `json:"exact,omitempty"`
	// Far says that a match need not contain a keyword: one may be anywhere in the text.
	Far bool `json:"far,omitempty"`
	// Longest is how many bytes a match has at most; 0 if there is no bound.
	Longest int `json:"longest,omitempty"`
	// Run is how many letters, digits and _ - + / = a match has in a row at least, as far as that is known.
	Run int `json:"run,omitempty"`
	// Allow is what is no secret nevertheless; one of them is enough.
	Allow []Allow `json:"allow,omitempty"`
}

// Allow says what is no secret. One of its parts is enough.
type Allow struct {
	// Target is what Regexes look at: "match", "line", or by default the secret.
	Target string `json:"target,omitempty"`
	// Regexes are regular expressions of Go.
	Regexes []string `json:"regexes,omitempty"`
	// Words are in lower case; a secret that has one of them, in upper or lower case, is none.
	Words []string `json:"words,omitempty"`
	// Known are keys of examples: the first 16 bytes of their SHA-256, in hexadecimal digits.
	Known []string `json:"known,omitempty"`
}

// Load returns the rules. They are shared and must not be changed.
var Load = sync.OnceValue(func() *Rules {
	var r Rules
	if err := json.Unmarshal(data, &r); err != nil {
		panic(fmt.Sprintf("gitleaks: %v", err)) // the data is part of the program
	}
	return &r
})
