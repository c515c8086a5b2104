import { nearest } from '../../base/text/nearest.ts';
import { type ArgsOf, type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { Features } from '../../translate/release/features.ts';
import { ownedVariables, variableOwner } from '../environment/variable-owners.ts';
import { NOTICE_MESSAGES } from './notices.ts';

type Args = ArgsOf<(typeof NOTICE_MESSAGES)['variable-unset']>;

/** Reports a variable that substitution finds empty or not set, by who sets it and when. */
export function unsetVariable(name: string, isOfStep: boolean, features: Features): Diagnostic {
  const withDefault = `\${${name}:-default}`;
  const forShell = `$\${${name}}`;
  const report = (args: Partial<Args>): Diagnostic =>
    diagnose(NOTICE_MESSAGES, 'variable-unset', '', { ...NOTHING, name, withDefault, ...args });
  if (isOfStep) return report({ setter: 'environment', forShell });
  if (!/^CI(_|$)/.test(name)) return report({ elsewhere: forShell });
  const owner = variableOwner(name, features);
  if (owner === undefined) {
    const meant = nearest(name, ownedVariables());
    return report({ setter: 'nobody', nearest: meant && `\${${meant}}`, unknown: withDefault });
  }
  const { by, since, fields, on } = owner;
  if (since !== undefined) return report({ who: by, since });
  if (by !== 'server') return report({ setter: by, forShell });
  return diagnose(NOTICE_MESSAGES, 'variable-empty-here', '', { name, on, fields, withDefault });
}

const NOTHING = {
  who: undefined,
  since: undefined,
  setter: undefined,
  forShell: undefined,
  nearest: undefined,
  unknown: undefined,
  elsewhere: undefined,
} as const;
