package assemble_test

import (
	"strings"
	"testing"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/scenarios"
	"voxemu/scenarios/assemble"
)

func TestWhatASessionKnowsOfItsApplication(t *testing.T) {
	open := func(limits scenarios.Limits) *assemble.Application {
		app := &scenarios.Application{Name: "a.b", Scope: "a", Limits: limits, Numbers: []scenarios.Number{
			{Number: "1", Kind: scenarios.NumberRented}, {Number: "2", Kind: scenarios.NumberVerified}, {Number: "3", Kind: scenarios.NumberTest},
		}}
		a, err := assemble.New(&scenarios.Project{Application: app}, assemble.Options{Cache: jsvm.NewCache()})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	if got := open(scenarios.LimitsCloud).Info(); got.Name != "a.b" || got.Scope != "a" || strings.Join(got.Numbers, " ") != "1 2" {
		t.Errorf("got %+v; test numbers are no caller IDs", got)
	}
	if open(scenarios.LimitsLenient).Limits().Idle != session.NoLimits().Idle || open(scenarios.LimitsCloud).Limits().Idle != session.CloudLimits().Idle {
		t.Error("the lenient profile has no limits, the others have the cloud's")
	}
}
