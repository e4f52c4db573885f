"""What is in deploy/: templates and compose file are valid, and name the same things as what they start."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from moto import mock_aws

from tests.conftest import missing

pytestmark = pytest.mark.filterwarnings("ignore:Tried to parse")  # a test says which types moto does not know
DEPLOY = Path(__file__).parents[2] / "deploy"
TEMPLATE = DEPLOY / "aws" / "template.yaml"
REGION = "eu-central-1"


def test_the_template_has_no_lint() -> None:
    checked = subprocess.run([Path(sys.executable).with_name("cfn-lint"), TEMPLATE], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


@pytest.fixture(scope="module")
def stack() -> Any:
    """What CloudFormation makes of the template, by resource."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
            patch.delenv(name, raising=False)
        with mock_aws():
            image = boto3.client("ec2", REGION).describe_images()["Images"][0]["ImageId"]
            parameter = "/images/debian-12"
            boto3.client("ssm", REGION).put_parameter(Name=parameter, Value=image, Type="String")
            formation = boto3.client("cloudformation", REGION)
            given = {"Host": "interviews.example.org", "Image": parameter}
            formation.create_stack(
                StackName="site",
                TemplateBody=TEMPLATE.read_text(),
                Capabilities=["CAPABILITY_IAM"],
                Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
            )
            (made,) = formation.describe_stacks(StackName="site")["Stacks"]
            assert made["StackStatus"] == "CREATE_COMPLETE"
            found = formation.describe_stack_resources(StackName="site")["StackResources"]
            yield {
                each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found if "PhysicalResourceId" in each
            }


def declared() -> list[tuple[str, str]]:
    resources = TEMPLATE.read_text().split("\nResources:\n")[1]
    return re.findall(r"^  (\w+):\n    Type: (AWS::\w+::\w+)$", resources, re.MULTILINE)


def test_the_template_makes_everything(stack: dict[str, str]) -> None:
    """But for the types that moto does not know, or gives no id; the lint above knows them."""
    unknown = ("AWS::SecretsManager::Secret", "AWS::S3::BucketPolicy", "AWS::RDS::DBSubnetGroup")
    assert set(stack) == {name for name, kind in declared() if kind not in unknown}


def test_the_database_is_private(stack: dict[str, str]) -> None:
    (database,) = boto3.client("rds", REGION).describe_db_instances()["DBInstances"]
    assert (database["PubliclyAccessible"], database["StorageEncrypted"]) == (False, True)
    assert database["BackupRetentionPeriod"] == 7
    zones = {subnet["SubnetAvailabilityZone"]["Name"] for subnet in database["DBSubnetGroup"]["Subnets"]}
    assert len(zones) == 2
    ec2 = boto3.client("ec2", REGION)
    (group,) = ec2.describe_security_groups(GroupIds=[stack["DatabaseGroup"]])["SecurityGroups"]
    (way,) = group["IpPermissions"]
    assert (way["FromPort"], way["ToPort"], way["IpRanges"]) == (5432, 5432, [])
    assert [pair["GroupId"] for pair in way["UserIdGroupPairs"]] == [stack["ServerGroup"]]


def test_the_bucket_is_private(stack: dict[str, str]) -> None:
    s3, bucket = boto3.client("s3", REGION), stack["Bucket"]
    (rule,) = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    template = TEMPLATE.read_text()  # what moto does not take over
    assert 'aws:SecureTransport: "false"' in template
    for access in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"):
        assert f"{access}: true" in template


def test_the_role_may_do_little(stack: dict[str, str]) -> None:
    iam = boto3.client("iam", REGION)
    policy = iam.get_role_policy(RoleName=stack["ServerRole"], PolicyName="files-and-secrets")["PolicyDocument"]
    for statement in (yaml.safe_load(policy) if isinstance(policy, str) else policy)["Statement"]:
        actions, resources = statement["Action"], statement["Resource"]
        assert "*" not in "".join(actions)
        assert "*" not in (resources if isinstance(resources, list) else [resources])


def compose() -> dict[str, Any]:
    """As docker-compose reads it, anchors and variables resolved."""
    if shutil.which("docker-compose") is None:
        missing("docker-compose is not installed: run make test, or apt-get install docker-compose")
    checked = subprocess.run(
        ["docker-compose", "-f", DEPLOY / "compose.yaml", "config"],
        env={**os.environ, "INTERVIEW_HOST": "interviews.example.org", "DOCKER_GID": "999"},
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    resolved: dict[str, Any] = yaml.safe_load(checked.stdout)
    return resolved


def test_the_compose_file_fits_what_it_starts() -> None:
    site = compose()
    upstream = re.findall(r"^server (\S+):8888 ", (DEPLOY / "nginx/site/servers.conf").read_text(), re.MULTILINE)
    assert upstream == [name for name in site["services"] if name.startswith("server-")] == ["server-a", "server-b"]
    made = (DEPLOY / "secrets").read_text()
    for name, secret in site["secrets"].items():
        assert re.search(rf"> {name}$|-out {name}\b|-out {name};|> {name};", made, re.MULTILINE), name
        assert secret["file"] == str(DEPLOY / "secrets.d" / name)
    config = (DEPLOY / "server" / "jupyter_server_config.py").read_text()
    (network,) = site["networks"]["front"]["ipam"]["config"]
    assert f'proxies = ["{network["subnet"]}"]' in config
    assert site["networks"]["back"]["internal"] is True
    for name in upstream:
        server = site["services"][name]
        given = {secret if isinstance(secret, str) else secret["source"] for secret in server["secrets"]}
        assert set(re.findall(r'said\("(\w+)"\)|SECRETS / "(\w+)"', config)) <= {(s, "") for s in given} | {
            ("", s) for s in given
        }
        assert server["stop_grace_period"] in ("60s", "1m0s")
    ports = {name: service["ports"] for name, service in site["services"].items() if "ports" in service}
    assert list(ports) == ["nginx"]


def test_the_secrets_are_made_once_and_for_their_owners(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        missing("only root may give the keys to the account of the servers")
    program = shutil.copy2(DEPLOY / "secrets", tmp_path)
    subprocess.run([program, "interviews.example.org"], check=True, capture_output=True)
    folder = tmp_path / "secrets.d"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    subprocess.run([program, "interviews.example.org"], check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert set(first) == set(compose()["secrets"]) | {"store_key"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("session_key", "transcripts_key"):
        status = (folder / name).stat()
        assert (stat.S_IMODE(status.st_mode), status.st_uid) == (0o400, 10001)
    assert len(first["session_key"]) == 32
