using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tests.Tasks;

/// <summary>Tasks to try rules on.</summary>
internal static class SomeTasks
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static TaskDefinition Definition(Rollout? rollout = null) => new(
        TaskId.Parse("scan-1"), TaskKind.ScanNow, new Selection.OfGroup(GroupName.Default), WhenUnreachable.Refuse,
        TaskDefinition.UsualExpiresAfter, TaskDefinition.UsualTimeout, 0, rollout ?? Rollout.Usual, "");

    /// <summary>One of a hundred targets.</summary>
    public static FleetTask Made(Rollout? rollout = null) => new(Definition(rollout), Start, "open", 100) { IsMade = true };
}
