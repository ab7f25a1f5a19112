package jsvm

import (
	"voxemu/runtime/jsvm/rewrite"
)

// Evaluable returns the text that the engine has to evaluate when a script evaluates text, with eval or as the body of a
// function: with the patches applied that it mentions, and with what goja runs wrongly rewritten. A text that doesn't
// parse comes back as it is: the engine says why. It belongs within a turn.
func (vm *VM) Evaluable(text string, strict bool) string {
	vm.CheckEvaluated(text)
	vm.Prepare(text)
	kind := rewrite.Eval
	if strict {
		kind = rewrite.StrictEval
	}
	script, err := rewrite.Parse("", text)
	if err != nil {
		return text
	}
	return rewrite.Apply(text, script.Edits(rewrite.Options{Kind: kind}))
}
