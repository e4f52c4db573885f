import * as React from 'react';

import { Button, CheckBox, Notice } from '../widgets/parts';
import { useServices } from '../widgets/services';

const LARGEST_MB = 5;

type ResumePickerProps = {
  /** Whether there is a language model that could be asked. */
  model: boolean;
  first: boolean;
  busy: boolean;
  onChoose: (file: File, model: boolean) => void;
};

/** Chooses the file, and says first what becomes of it. */
export function ResumePicker({
  model,
  first,
  busy,
  onChoose
}: ResumePickerProps): React.ReactElement {
  const { trans } = useServices();
  const input = React.useRef<HTMLInputElement>(null);
  const [asked, setAsked] = React.useState(true);
  const [tooLarge, setTooLarge] = React.useState(false);
  const choose = (event: React.ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file === undefined) {
      return;
    }
    const fits = file.size <= LARGEST_MB * 1024 * 1024;
    setTooLarge(!fits);
    if (fits) {
      onChoose(file, model && asked);
    }
    event.target.value = ''; // or the same file could not be chosen again
  };
  return (
    <>
      {model && (
        <CheckBox
          label={trans.__(
            'Show its sections on work, skills and projects to the language model too, without name and contact.'
          )}
          testId="jpi-profile-model"
          checked={asked}
          onChange={setAsked}
        />
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept=".pdf,.docx,.txt"
        data-testid="jpi-profile-file"
        onChange={choose}
      />
      <Button
        look={first ? 'primary' : 'plain'}
        aria-disabled={busy}
        data-testid="jpi-profile-choose"
        onClick={() => !busy && input.current?.click()}
      >
        {first ? trans.__('Choose a résumé') : trans.__('Choose another file')}
      </Button>
      {tooLarge && (
        <Notice tone="error" testId="jpi-profile-too-large">
          {trans.__(
            'A résumé has at most %1 MB. Choose a smaller file.',
            LARGEST_MB
          )}
        </Notice>
      )}
    </>
  );
}
